package dev.dupin.core.documentation.processor;

import dev.dupin.core.documentation.Documentation;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
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
        Javadoc.parameters(comment(nested))
            .forEach(
                (key, text) ->
                    add(
                        DocumentationFile.key(nested.getSimpleName().toString(), key),
                        text,
                        entries));
      }
    }
    if (!entries.isEmpty()) {
      write(part, entries);
    }
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
