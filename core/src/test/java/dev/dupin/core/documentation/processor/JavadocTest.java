package dev.dupin.core.documentation.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain words. And more. | plain words. And more.",
        "{@code x < y} and {@code {type: word}} | x < y and {type: word}",
        "{@link Foo} {@link a.b.Foo#bar(int)} {@link Foo the words} | Foo bar the words",
        "a &lt; b &amp;&amp; c &gt; d | a < b && c > d",
        "with <b>bold</b> words | with bold words",
        "before @param is text | before @param is text",
      })
  void tags_stand_for_their_words(String javadoc, String text) {
    assertEquals(text, Javadoc.text(javadoc));
  }

  @Test
  void paragraphs_lists_and_formulas_keep_their_lines() {
    String javadoc =
        """
         First line
         goes on:

         <pre>f(x) = 1
             + 2</pre>

         <p>Second:

         <ul>
           <li>one;
           <li>two.
         </ul>

         <p>Third.
         @param x is no part of it
        """;
    assertEquals(
        """
        First line goes on:

          f(x) = 1
          + 2

        Second:
        - one;
        - two.

        Third.""",
        Javadoc.text(javadoc));
  }

  @Test
  void parameters_are_read_over_several_lines() {
    String javadoc =
        """
         What a spec says.

         @param path the file,
             or another
         @param rank {@code 3} say
         @since never
        """;
    assertEquals(
        Map.of("path", "the file,\n     or another", "rank", "{@code 3} say"),
        Javadoc.parameters(javadoc));
  }
}
