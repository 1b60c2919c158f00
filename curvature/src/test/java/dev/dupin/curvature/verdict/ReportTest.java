package dev.dupin.curvature.verdict;

import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void report() {
    DegeneratePointTest.known()
        .forEach(
            known -> {
              print("PLAIN", known.of(), DegenerateCases.judge(known.of()));
              if (known.of().point()[0] == 0) {
                for (int s = 1; s < 11; s++) {
                  DegenerateCases.Case r =
                      known.of().bent(s).rotated(s + 20).times(s > 5 ? 1e10 : 1e-7);
                  HigherOrder h = DegenerateCases.judge(r);
                  print(
                      "BENT"
                          + (h.outcome() == known.outcome()
                              ? (h.order() == known.order() ? "" : "o")
                              : h.outcome() == HigherOrder.Outcome.SILENT ? "?" : "!!!"),
                      r,
                      h);
                }
                for (int s = 1; s < 4; s++) {
                  DegenerateCases.Case r = known.of().rotated(s);
                  print("ROT", r, DegenerateCases.judge(r));
                }
              }
              print(
                  "VALUES",
                  known.of(),
                  DegenerateCases.judge(
                      new DegeneratePointTest.Limited(known.of().objective(), false)
                          .at(known.of().point())));
            });
    DegeneratePointTest.cancelling().forEach(c -> print("CANCEL", c, DegenerateCases.judge(c)));
  }

  static void print(String kind, DegenerateCases.Case of, HigherOrder h) {
    System.out.println(
        "@@ "
            + kind
            + " | "
            + of.name()
            + " | "
            + h.outcome()
            + " "
            + h.order()
            + " | "
            + h.products()
            + " | "
            + h.sentence());
  }
}
