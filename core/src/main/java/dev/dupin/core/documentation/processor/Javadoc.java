package dev.dupin.core.documentation.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text from documentation comments. */
final class Javadoc {

  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)");
  private static final Pattern INLINE_TAG =
      Pattern.compile("\\{@(\\w+)\\s+([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
  private static final Pattern PREFORMATTED = Pattern.compile("(?s)<pre>(.*?)</pre>");

  private Javadoc() {}

  /** Returns the text of each {@code @param} of a comment, by name, with its tags. */
  static Map<String, String> parameters(String comment) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher tag = BLOCK_TAG.matcher(comment);
    List<Integer> starts = new ArrayList<>();
    while (tag.find()) {
      starts.add(tag.start());
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : comment.length();
      String block = comment.substring(starts.get(i), end).strip();
      if (block.startsWith("@param")) {
        String[] words = block.split("\\s+", 3);
        parameters.put(words[1], words.length == 3 ? words[2] : "");
      }
    }
    return parameters;
  }

  /**
   * Returns the main description as plain text: paragraphs are lines of their own with an empty
   * line between, items of a list start with a dash, preformatted lines are indented.
   */
  static String text(String comment) {
    Matcher tag = BLOCK_TAG.matcher(comment);
    String description = tag.find() ? comment.substring(0, tag.start()) : comment;
    StringBuilder text = new StringBuilder();
    Matcher preformatted = PREFORMATTED.matcher(description);
    int from = 0;
    while (preformatted.find()) {
      text.append(flowing(description.substring(from, preformatted.start())).stripTrailing());
      text.append("\n\n").append(kept(preformatted.group(1))).append("\n\n");
      from = preformatted.end();
    }
    text.append(flowing(description.substring(from)));
    return text.toString().replaceAll("\n{3,}", "\n\n").strip();
  }

  private static String flowing(String html) {
    String text =
        inline(html)
            .replaceAll("\\s+", " ")
            .replaceAll("\\s*</?(ul|ol)>\\s*", "\n")
            .replaceAll("\\s*<li>\\s*", "\n- ")
            .replaceAll("\\s*<p>\\s*", "\n\n")
            .replaceAll("<[a-zA-Z/][^>]*>", "");
    return unescaped(text);
  }

  private static String kept(String preformatted) {
    StringBuilder text = new StringBuilder();
    for (String line : unescaped(inline(preformatted)).strip().split("\n", -1)) {
      text.append("  ").append(line.strip()).append("\n");
    }
    return text.toString();
  }

  /** A tag within the text stands for its words; a link without words for the name it points at. */
  private static String inline(String html) {
    return INLINE_TAG
        .matcher(html)
        .replaceAll(tag -> Matcher.quoteReplacement(words(tag.group(1), tag.group(2))));
  }

  private static String words(String tag, String content) {
    if (!tag.startsWith("link")) {
      return content;
    }
    String[] parts = content.strip().split("\\s+", 2);
    if (parts.length == 2) {
      return parts[1];
    }
    String target = parts[0].replaceAll("\\(.*", "");
    return target.substring(Math.max(target.lastIndexOf('.'), target.lastIndexOf('#')) + 1);
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }
}
