package dev.dupin.core.documentation.processor;

import dev.dupin.core.documentation.Documentation;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes the Javadoc of every part, that is of every class with a constructor to inject into, to a
 * resource of its jar: see {@link Documentation}. Javac finds it by itself where {@code dupin-core}
 * is on the compile path of a plugin (from JDK 23 on with {@code -proc:full}); without it a part
 * works all the same, undocumented.
 */
public final class DocumentationProcessor extends AbstractProcessor {

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Inject.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element constructor : round.getElementsAnnotatedWith(Inject.class)) {
      if (constructor.getEnclosingElement() instanceof TypeElement part) {
        document(part);
      }
    }
    return false; // others may look at the annotation, too
  }

  private void document(TypeElement part) {
    Map<String, String> entries = new TreeMap<>();
    add(DocumentationFile.ABOUT, comment(part), entries);
    for (TypeElement nested : ElementFilter.typesIn(part.getEnclosedElements())) {
      if (nested.getKind() == ElementKind.RECORD) {
        addKeys(nested, entries, new HashSet<>());
      }
    }
    if (!entries.isEmpty()) {
      write(part, entries);
    }
  }

  /** Adds the keys of a record, and of the records that stand under them, wherever they are. */
  private void addKeys(TypeElement record, Map<String, String> entries, Set<TypeElement> seen) {
    if (!seen.add(record)) {
      return;
    }
    String name = record.getSimpleName().toString();
    Javadoc.parameters(comment(record))
        .forEach((key, text) -> add(DocumentationFile.key(name, key), text, entries));
    for (RecordComponentElement key :
        ElementFilter.recordComponentsIn(record.getEnclosedElements())) {
      recordOf(key.asType()).ifPresent(nested -> addKeys(nested, entries, seen));
    }
  }

  /** Returns the record that a type is, or an optional or a list of. */
  private Optional<TypeElement> recordOf(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return Optional.empty();
    }
    if (declared.asElement().getKind() == ElementKind.RECORD) {
      return Optional.of((TypeElement) declared.asElement());
    }
    return declared.getTypeArguments().stream().flatMap(of -> recordOf(of).stream()).findFirst();
  }

  private String comment(TypeElement type) {
    String comment = processingEnv.getElementUtils().getDocComment(type);
    return comment == null ? "" : comment;
  }

  private static void add(String key, String javadoc, Map<String, String> entries) {
    String text = Javadoc.text(javadoc);
    if (!text.isEmpty()) {
      entries.put(key, text);
    }
  }

  private void write(TypeElement part, Map<String, String> entries) {
    String name = processingEnv.getElementUtils().getBinaryName(part).toString();
    try (Writer out =
        processingEnv
            .getFiler()
            .createResource(
                StandardLocation.CLASS_OUTPUT, "", DocumentationFile.resource(name), part)
            .openWriter()) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.write(DocumentationFile.line(entry.getKey(), entry.getValue()));
      }
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.NOTE, "the documentation is left out: " + e, part);
    }
  }
}
