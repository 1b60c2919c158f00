package dev.dupin.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;

/** Reads what a part reports. */
public final class Reports {

  private Reports() {}

  /** Returns the number reported under a name. */
  public static double number(Consumer<ObjDoubleConsumer<String>> report, String name) {
    List<Double> found = new ArrayList<>();
    report.accept(
        (reported, number) -> {
          if (reported.equals(name)) {
            found.add(number);
          }
        });
    if (found.size() != 1) {
      throw new AssertionError("'" + name + "' is reported " + found.size() + " times");
    }
    return found.get(0);
  }

  /** Returns the names reported. */
  public static List<String> names(Consumer<ObjDoubleConsumer<String>> report) {
    List<String> names = new ArrayList<>();
    report.accept((name, number) -> names.add(name));
    return names;
  }
}
