package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.runtime.plugin.Digests;
import dev.dupin.runtime.plugin.Jars;
import dev.dupin.runtime.plugin.StrangersPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

  @TempDir private Path folder;

  private Path jar(String name, String more) throws IOException {
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return Jars.in(folder)
        .classes(StrangersPlugin.sources(name, more))
        .plugins("acme." + type + "Plugin")
        .write(folder.resolve("plugins").resolve(name + ".jar"));
  }

  private static List<String> problems(Dupin dupin) {
    return dupin.catalog().problems().stream().map(PluginProblem::toString).toList();
  }

  private static Composition compose(Dupin dupin, String objective) {
    String spec = "objective: " + objective + "\nhessian: scaled";
    return dupin.compose(new SpecText("s.yaml", spec), List.of());
  }

  @Test
  void a_jar_is_loaded_and_named_in_the_results() throws Exception {
    Path jar =
        Jars.in(folder)
            .classes(StrangersPlugin.sources("valley", ""))
            .plugins("acme.ValleyPlugin")
            .named("Acme landscapes", "1.2")
            .write(folder.resolve("acme.jar"));
    Dupin dupin = Dupin.load(List.of(jar));
    assertEquals(List.of(), problems(dupin));
    PreparedRun run = compose(dupin, "{type: valley, dimension: 5}").runs().get(0);
    assertEquals(5, run.objective().dimension());
    assertEquals(
        new PluginInfo("Acme landscapes", "1.2", "acme.jar", Digests.sha256(jar)),
        run.plugins().get(0));
    assertNotSame(Dupin.class.getClassLoader(), run.objective().getClass().getClassLoader());
  }

  @Test
  void a_corrupt_jar_is_named_and_the_others_still_load() throws Exception {
    Path good = jar("valley", "");
    byte[] bytes = Files.readAllBytes(good);
    Path plugins = folder.resolve("plugins");
    Files.write(plugins.resolve("aaa.jar"), new byte[] {1, 2, 3});
    Files.write(plugins.resolve("zzz.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Files.createFile(plugins.resolve("empty.jar"));
    Files.writeString(plugins.resolve("readme.txt"), "no jar");
    Dupin dupin = Dupin.load(List.of(plugins));
    List<String> problems = problems(dupin);
    assertEquals(3, problems.size(), problems::toString);
    for (int i = 0; i < 3; i++) {
      String name = List.of("aaa.jar", "empty.jar", "zzz.jar").get(i);
      String start = plugins.toRealPath().resolve(name) + ": error: this is no readable jar: ";
      assertTrue(problems.get(i).startsWith(start), problems.get(i));
    }
    assertEquals(1, compose(dupin, "valley").runs().size());
    Composition unknown = compose(dupin, "vally");
    assertTrue(unknown.pluginMissing());
    assertTrue(
        unknown.problems().get(0).hint().endsWith("a plugin that could not be loaded may have it"));
    Composition other = compose(dupin, "{type: valley, dimension: x}");
    assertFalse(other.pluginMissing());
    assertFalse(compose(Specs.DUPIN, "vally").pluginMissing());
  }

  @Test
  void a_provider_that_cannot_be_loaded_hides_no_other() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(StrangersPlugin.sources("valley", ""));
    sources.put(
        "acme.Angry",
        "package acme; public class Angry extends ValleyPluginBase { public Angry() { throw new"
            + " IllegalStateException(\"angry\"); } }");
    sources.put(
        "acme.ValleyPluginBase",
        "package acme; public abstract class ValleyPluginBase implements"
            + " dev.dupin.core.plugin.Plugin { public void"
            + " register(dev.dupin.core.plugin.Registry registry) {} }");
    sources.put("acme.Orphan", "package acme; public class Orphan extends ValleyPluginParent {}");
    sources.put(
        "acme.ValleyPluginParent",
        "package acme; public class ValleyPluginParent extends ValleyPluginBase {}");
    Path jar =
        Jars.in(folder)
            .classes(sources)
            .without("acme/ValleyPluginParent.class")
            .plugins(
                "acme.Missing",
                "acme.Angry",
                "acme.ValleyObjective",
                "acme.Orphan",
                "acme.ValleyPlugin")
            .write(folder.resolve("mixed.jar"));
    Dupin dupin = Dupin.load(List.of(jar));
    List<String> problems = problems(dupin);
    assertEquals(4, problems.size(), problems::toString);
    assertEquals(
        "mixed.jar: error: a plugin cannot be loaded: Provider acme.Missing not found",
        problems.get(0));
    assertTrue(problems.get(1).contains("acme.Angry"), problems.get(1));
    assertTrue(problems.get(1).contains("angry"), problems.get(1));
    assertTrue(problems.get(2).contains("acme.ValleyObjective not a subtype"), problems.get(2));
    assertTrue(problems.get(3).contains("acme/ValleyPluginParent"), problems.get(3));
    assertEquals(1, compose(dupin, "valley").runs().size());
  }

  @Test
  void a_part_whose_class_cannot_be_linked_is_a_plugin_that_is_missing() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(StrangersPlugin.sources("valley", ""));
    sources.computeIfPresent(
        "acme.ValleyObjective",
        (name, source) ->
            source.replace("private final Config", "Lost lost; private final Config"));
    sources.put("acme.Lost", "package acme; public class Lost {}");
    Path jar =
        Jars.in(folder)
            .classes(sources)
            .without("acme/Lost.class")
            .plugins("acme.ValleyPlugin")
            .write(folder.resolve("valley.jar"));
    Composition composition = compose(Dupin.load(List.of(jar)), "valley");
    assertTrue(composition.pluginMissing());
    assertEquals(1, composition.failures().size());
    assertEquals(
        "s.yaml:1:12: error: objective 'valley' cannot be built: its class cannot be linked:"
            + " java.lang.NoClassDefFoundError: acme/Lost, at objective; this is a bug of valley.jar",
        composition.problems().get(0).toString());
  }

  @Test
  void a_plugin_that_fails_while_it_announces_leaves_nothing_behind() throws Exception {
    Dupin dupin =
        Dupin.load(
            List.of(
                jar("valley", "if (true) throw new IllegalStateException(\"no\");"),
                jar("hill", "")));
    assertEquals(
        List.of(
            "valley.jar: error: acme.ValleyPlugin cannot announce its parts:"
                + " java.lang.IllegalStateException: no"),
        problems(dupin));
    assertTrue(dupin.catalog().problems().get(0).cause().isPresent());
    assertEquals(1, compose(dupin, "hill").runs().size());
    assertTrue(compose(dupin, "valley").pluginMissing());
  }

  @Test
  void a_name_that_two_plugins_announce_names_both() throws Exception {
    Path one = jar("valley", "");
    Path other =
        jar(
            "hill",
            "registry.add(dev.dupin.core.objective.Objective.class, \"valley\", HillObjective.class);");
    Dupin dupin = Dupin.load(List.of(one, other));
    assertEquals(
        List.of(
            "hill.jar: error: objective 'valley' is announced twice, by valley.jar"
                + " (acme.ValleyObjective) and by hill.jar (acme.HillObjective); neither can be used"),
        problems(dupin));
    assertEquals(1, compose(dupin, "hill").runs().size());
    Composition quarrel = compose(dupin, "valley");
    assertEquals(
        "s.yaml:1:12: error: objective 'valley' is announced by valley.jar and hill.jar, so neither"
            + " can be used, at objective; remove one of these plugins",
        quarrel.problems().get(0).toString());
    assertTrue(quarrel.pluginMissing());
  }

  @Test
  void parts_that_cannot_be_are_refused_one_by_one() throws Exception {
    String more =
        """
        registry.add(dev.dupin.core.objective.Objective.class, "Bad_Name", ValleyObjective.class);
        registry.add(Object.class, "object", ValleyObjective.class);
        registry.add((Class) Runnable.class, "no-runnable", ValleyObjective.class);
        registry.add(java.util.List.class, "abstract", java.util.AbstractList.class);
        """;
    Dupin dupin = Dupin.load(List.of(jar("valley", more)));
    assertEquals(
        List.of(
            "valley.jar: error: objective 'Bad_Name' (acme.ValleyObjective) has a name that is not"
                + " in kebab-case",
            "valley.jar: error: object 'object' (acme.ValleyObjective) is announced as a"
                + " java.lang.Object, which is no interface",
            "valley.jar: error: runnable 'no-runnable' (acme.ValleyObjective) does not implement"
                + " java.lang.Runnable",
            "valley.jar: error: list 'abstract' (java.util.AbstractList) is not a public class that"
                + " can be instantiated"),
        problems(dupin));
    assertEquals(1, compose(dupin, "valley").runs().size());
  }

  @Test
  void a_part_whose_classes_are_missing_is_a_broken_plugin() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(StrangersPlugin.sources("valley", ""));
    sources.computeIfPresent(
        "acme.ValleyObjective",
        (name, source) ->
            source.replace("this.config = config;", "this.config = config; acme.Helper.help();"));
    sources.put("acme.Helper", "package acme; class Helper { static void help() {} }");
    Path jar =
        Jars.in(folder)
            .classes(sources)
            .without("acme/Helper.class")
            .plugins("acme.ValleyPlugin")
            .write(folder.resolve("valley.jar"));
    Composition composition = compose(Dupin.load(List.of(jar)), "valley");
    assertEquals(
        "s.yaml:1:12: error: objective 'valley' cannot be built: java.lang.NoClassDefFoundError:"
            + " acme/Helper, at objective; this is a bug of valley.jar",
        composition.problems().get(0).toString());
    assertTrue(composition.pluginMissing());
    assertEquals(1, composition.failures().size());
  }

  @Test
  void a_folder_within_the_folder_is_a_plugin_with_its_libraries() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(StrangersPlugin.sources("valley", ""));
    sources.computeIfPresent(
        "acme.ValleyObjective",
        (name, source) ->
            source.replace("this.config = config;", "this.config = config; acme.Helper.help();"));
    sources.put(
        "acme.Helper", "package acme; public class Helper { public static void help() {} }");
    Path inner = folder.resolve("plugins").resolve("acme");
    Jars.in(folder)
        .classes(sources)
        .without("acme/Helper.class")
        .plugins("acme.ValleyPlugin")
        .write(inner.resolve("valley.jar"));
    Jars.in(folder)
        .classes(Map.of("acme.Helper", sources.getOrDefault("acme.Helper", "")))
        .write(inner.resolve("helper.jar"));
    Dupin dupin = Dupin.load(List.of(folder.resolve("plugins")));
    assertEquals(List.of(), problems(dupin));
    assertEquals(1, compose(dupin, "valley").runs().size());
  }

  @Test
  void a_plugin_sees_the_spi_and_the_platform_and_nothing_else_of_the_host() throws Exception {
    String more =
        """
        for (String name : new String[] {"com.google.inject.Guice", "dev.dupin.runtime.Dupin",
            "org.junit.jupiter.api.Test"}) {
          try { Class.forName(name); throw new IllegalStateException("sees " + name); }
          catch (ClassNotFoundException e) { }
        }
        try {
          Class.forName("java.sql.Connection");
          Class.forName("dev.dupin.core.minimizer.Minimizer");
          if (dev.dupin.core.plugin.Plugin.class != Class.forName("dev.dupin.core.plugin.Plugin")) {
            throw new IllegalStateException("two SPIs");
          }
        } catch (ClassNotFoundException e) { throw new IllegalStateException(e); }
        """;
    assertEquals(List.of(), problems(Dupin.load(List.of(jar("valley", more)))));
  }

  @Test
  void paths_without_plugins_are_told() throws Exception {
    Path missing = folder.resolve("missing");
    Path plain = Jars.in(folder).write(folder.resolve("plain.jar"));
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        List.of(
            missing + ": error: there is no such file or folder",
            "plain.jar: error: there is no plugin in it:"
                + " META-INF/services/dev.dupin.core.plugin.Plugin is missing"),
        problems(Dupin.load(List.of(missing, plain, folder.resolve("empty")))));
  }

  @Test
  void a_jar_that_is_given_twice_is_loaded_once() throws Exception {
    Path jar = jar("valley", "");
    Dupin dupin = Dupin.load(List.of(jar, folder.resolve("plugins"), jar));
    assertEquals(List.of(), problems(dupin));
  }
}
