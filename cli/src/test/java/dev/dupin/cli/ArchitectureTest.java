package dev.dupin.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as docs/architecture.md draws them. */
class ArchitectureTest {

  /** Runs within the compiler alone. */
  private static final String PROCESSOR = "dev.dupin.core.documentation.processor";

  private static final String CORE = "dev.dupin.core..";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dupin");

  @Test
  void all_modules_are_seen() {
    for (String module :
        List.of("core", "curvature", "optimizers", "objectives", "runtime", "cli")) {
      classes()
          .that()
          .resideInAPackage("dev.dupin." + module + "..")
          .should()
          .bePublic()
          .orShould()
          .notBePublic()
          .check(CLASSES);
    }
  }

  @Test
  void core_knows_nobody() {
    classes()
        .that()
        .resideInAPackage(CORE)
        .and()
        .resideOutsideOfPackage(PROCESSOR)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(CORE, "java..", "jakarta.inject..", "org.jspecify..")
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(PROCESSOR)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(CORE, "java..", "javax..", "jakarta.inject..")
        .check(CLASSES);
  }

  @Test
  void the_built_in_plugins_know_core_and_not_one_another() {
    onlyKnows("curvature", "org.ojalgo..");
    onlyKnows("optimizers", "org.ojalgo..");
    onlyKnows("objectives", "de.siegmar.fastcsv..", "dev.ludovic.netlib..");
  }

  private static void onlyKnows(String module, String... libraries) {
    String own = "dev.dupin." + module + "..";
    List<String> known = new ArrayList<>(List.of(libraries));
    known.addAll(List.of(own, CORE, "java..", "jakarta.inject..", "org.jspecify.."));
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void the_runtime_finds_plugins_like_any_strangers_and_names_none() {
    noClasses()
        .that()
        .resideInAPackage("dev.dupin.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dupin.curvature..",
            "dev.dupin.optimizers..",
            "dev.dupin.objectives..",
            "dev.dupin.cli..")
        .check(CLASSES);
  }

  @Test
  void the_command_names_no_built_in_plugin_either() {
    noClasses()
        .that()
        .resideInAPackage("dev.dupin.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dupin.curvature..", "dev.dupin.optimizers..", "dev.dupin.objectives..")
        .check(CLASSES);
  }

  @Test
  void packages_of_core_form_no_cycle() {
    slices().matching("dev.dupin.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void no_library_type_stands_in_a_signature_that_the_author_of_a_plugin_sees() {
    classes()
        .that()
        .resideInAnyPackage(
            CORE, "dev.dupin.curvature..", "dev.dupin.optimizers..", "dev.dupin.objectives..")
        .and()
        .resideOutsideOfPackage(PROCESSOR)
        .and()
        .arePublic()
        .should(haveSignaturesOfOwnTypes())
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> haveSignaturesOfOwnTypes() {
    return new ArchCondition<>("have public signatures of Dupin's and Java's own types") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getModifiers().contains(JavaModifier.PUBLIC)) {
            Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .filter(ArchitectureTest::isForeign)
                .forEach(
                    foreign ->
                        events.add(
                            SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " shows " + foreign.getName())));
          }
        }
      }
    };
  }

  private static boolean isForeign(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    Set<String> own = Set.of("java.", "jakarta.inject.", "dev.dupin.");
    return !type.getBaseComponentType().isPrimitive() && own.stream().noneMatch(name::startsWith);
  }

  @Test
  void recipes_hold_no_static_state_that_changes() {
    classes().that().resideInAPackage("dev.dupin..").should(haveNoMutableStatics()).check(CLASSES);
  }

  private static ArchCondition<JavaClass> haveNoMutableStatics() {
    return new ArchCondition<>("have no static field that is not final") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        DescribedPredicate<JavaClass> synthetic =
            DescribedPredicate.describe(
                "synthetic", c -> c.getModifiers().contains(JavaModifier.SYNTHETIC));
        if (!synthetic.test(type)) {
          type.getFields().stream()
              .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
              .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
              .forEach(
                  field ->
                      events.add(
                          SimpleConditionEvent.violated(
                              field, field.getFullName() + " can change")));
        }
      }
    };
  }
}
