package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private static Terminal of(boolean console, Map<String, String> environment) {
    return Terminal.of(System.out, System.err, console, environment);
  }

  @Test
  void a_console_is_interactive_and_coloured() {
    Terminal terminal = of(true, Map.of("TERM", "xterm"));
    assertTrue(terminal.interactive());
    assertTrue(terminal.colour());
  }

  @Test
  void a_file_is_neither() {
    Terminal terminal = of(false, Map.of("TERM", "xterm"));
    assertFalse(terminal.interactive());
    assertFalse(terminal.colour());
  }

  @Test
  void a_dumb_terminal_gets_plain_lines() {
    assertFalse(of(true, Map.of("TERM", "dumb")).interactive());
  }

  @Test
  void no_color_is_respected_unless_empty() {
    Terminal terminal = of(true, Map.of("NO_COLOR", "1"));
    assertTrue(terminal.interactive());
    assertFalse(terminal.colour());
    assertEquals("x", terminal.coloured(Terminal.Colour.RED, "x"));
    assertTrue(of(true, Map.of("NO_COLOR", "")).colour());
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "200, 80", "1, 40", "wide, 80", "'', 80"})
  void columns_are_at_most_80(String told, int columns) {
    assertEquals(columns, of(true, Map.of("COLUMNS", told)).columns());
  }
}
