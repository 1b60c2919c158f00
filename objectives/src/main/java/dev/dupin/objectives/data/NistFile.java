package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The lines of a NIST file and what stands where in them. Lines are counted from 0 here, from 1 in
 * messages.
 */
final class NistFile {

  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

  /** The line above the rows; that of the description goes on with a number. */
  private static final Pattern COLUMNS = Pattern.compile("Data:\\s*[A-Za-z].*");

  /** Such as {@code b1 = 500 250 2.3894212918E+02 2.7070075241E+00}. */
  private static final Pattern PARAMETER = Pattern.compile("\\s*\\w+\\s*=(\\s+[-+.\\dEe]+){4}\\s*");

  /** The first line of the model, such as {@code y = b1*(1-exp[-b2*x]) + e}. */
  private static final Pattern MODEL = Pattern.compile("\\s*(\\w+|\\w+\\[\\w+])\\s*=.*");

  private final String origin;
  private final List<String> lines;

  NistFile(String origin, List<String> lines) {
    this.origin = origin;
    this.lines = lines;
  }

  /** Returns the rows, the first column as the target. */
  Dataset dataset() {
    int header = find(0, line -> COLUMNS.matcher(line).matches(), "'Data:' and the column names");
    List<String> names = names(header);
    List<Integer> rows =
        IntStream.range(header + 1, lines.size()).filter(this::isText).boxed().toList();
    checkRows(rows.size());
    double[] target = new double[rows.size()];
    double[] features = new double[rows.size() * (names.size() - 1)];
    for (int row = 0; row < target.length; row++) {
      double[] numbers = numbers(rows.get(row), names);
      target[row] = numbers[0];
      System.arraycopy(numbers, 1, features, row * (numbers.length - 1), numbers.length - 1);
    }
    return new Dataset(
        origin,
        new DenseFeatures(target.length, names.size() - 1, features),
        names.subList(1, names.size()),
        Optional.of(new Target(names.get(0), target, List.of())),
        rows.stream().mapToInt(line -> line + 1).toArray());
  }

  private List<String> names(int header) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (MatchResult word : words(header).subList(1, words(header).size())) {
      if (!NAME.matcher(word.group()).matches()) {
        throw problem(header, word, "'" + word.group() + "' cannot be the name of a column");
      }
      if (!seen.add(word.group())) {
        throw problem(header, word, "the column '" + word.group() + "' is named twice");
      }
      names.add(word.group());
    }
    if (names.size() < 2) {
      throw problem(header, "the data have one column; a response and a predictor are wanted");
    }
    return names;
  }

  /** A file that was cut off says so by the number it promises. */
  private void checkRows(int rows) {
    OptionalInt promise = first(0, line -> line.startsWith("Number of Observations:"));
    if (promise.isPresent()) {
      int observations = (int) valueAfterColon(promise.getAsInt());
      if (rows != observations) {
        throw problem(
            promise.getAsInt(),
            "the header promises " + observations + " observations; below 'Data:' are " + rows);
      }
    }
    if (rows == 0) {
      throw new DataException(origin, 0, 0, "the file names columns, but holds no row below them");
    }
  }

  private double[] numbers(int line, List<String> names) {
    List<MatchResult> words = words(line);
    if (words.size() != names.size()) {
      throw problem(
          line,
          "the row has "
              + words.size()
              + (words.size() == 1 ? " number" : " numbers")
              + ", the columns are "
              + String.join(", ", names));
    }
    double[] numbers = new double[words.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = number(line, words.get(j));
    }
    return numbers;
  }

  /** Returns the model, the starts and the certified values. */
  NistProblem problem() {
    String[] sides = model().split("=", 2);
    List<NistProblem.Parameter> parameters = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (PARAMETER.matcher(lines.get(line)).matches()) {
        parameters.add(parameter(line));
      }
    }
    if (parameters.isEmpty()) {
      throw absent("starting and certified values, such as 'b1 = 500 250 238.9 2.7'");
    }
    return new NistProblem(
        formula(sides[0]),
        formula(sides[1].replaceAll("\\+\\s*e\\s*$", "")),
        parameters,
        value("Residual Sum of Squares:"),
        value("Residual Standard Deviation:"),
        (int) value("Degrees of Freedom:"));
  }

  /** Returns the text of the model, which may go on over several lines. */
  private String model() {
    int section = find(0, line -> line.startsWith("Model:"), "'Model:'");
    int from = find(section, NistFile::isModel, "the model, such as 'y = b1*x + e'");
    int to = first(from, String::isBlank).orElse(lines.size());
    return String.join(" ", lines.subList(from, to));
  }

  private static boolean isModel(String line) {
    return MODEL.matcher(line).matches() && !PARAMETER.matcher(line).matches();
  }

  /** Returns a formula of NIST in the syntax of ours. */
  private static String formula(String text) {
    return text.replace('[', '(')
        .replace(']', ')')
        .replace("**", "^")
        .replace("arctan", "atan")
        .strip()
        .replaceAll("\\s+", " ");
  }

  private NistProblem.Parameter parameter(int line) {
    int equals = lines.get(line).indexOf('=');
    double[] numbers =
        words(line).stream()
            .filter(word -> word.start() > equals)
            .mapToDouble(word -> number(line, word))
            .toArray();
    String name = lines.get(line).substring(0, equals).strip();
    return new NistProblem.Parameter(name, numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private double value(String label) {
    return valueAfterColon(find(0, line -> line.startsWith(label), "'" + label + "'"));
  }

  private double valueAfterColon(int line) {
    int colon = lines.get(line).indexOf(':');
    return words(line).stream()
        .filter(word -> word.start() > colon)
        .findFirst()
        .map(word -> number(line, word))
        .orElseThrow(() -> problem(line, "a number is missing behind ':'"));
  }

  private double number(int line, MatchResult word) {
    double number = Numbers.parse(word.group());
    if (Double.isNaN(number)) {
      throw problem(line, word, "a number is wanted; " + Numbers.describe(word.group()));
    }
    return number;
  }

  private List<MatchResult> words(int line) {
    return WORD.matcher(lines.get(line)).results().toList();
  }

  private boolean isText(int line) {
    return !lines.get(line).isBlank();
  }

  private OptionalInt first(int from, Predicate<String> wanted) {
    return IntStream.range(from, lines.size()).filter(i -> wanted.test(lines.get(i))).findFirst();
  }

  private int find(int from, Predicate<String> wanted, String what) {
    return first(from, wanted).orElseThrow(() -> absent(what));
  }

  private DataException absent(String what) {
    return new DataException(
        origin, 0, 0, "no line has " + what + "; is this a NIST file of nonlinear regression?");
  }

  private DataException problem(int line, String problem) {
    return new DataException(origin, line + 1, 0, problem);
  }

  private DataException problem(int line, MatchResult word, String problem) {
    return new DataException(origin, line + 1, word.start() + 1, problem);
  }
}
