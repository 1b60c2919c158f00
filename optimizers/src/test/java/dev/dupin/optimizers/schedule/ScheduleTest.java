package dev.dupin.optimizers.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.step.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @Test
  void a_constant_schedule_is_one() {
    assertEquals(1, new ConstantSchedule().factor(1_000_000));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "99, 1", "100, 0.5", "199, 0.5", "200, 0.25"})
  void a_step_schedule_falls_every_so_often(long iteration, double factor) {
    assertEquals(factor, StepSchedule.withDefaults().factor(iteration));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "25, 0.8681981", "50, 0.55", "100, 0.1", "101, 0.1"})
  void a_cosine_falls_to_its_floor_and_stays(long iteration, double factor) {
    Schedule cosine = new CosineSchedule(new CosineSchedule.Config(100, 0.1, false));
    assertEquals(factor, cosine.factor(iteration), 1e-7); // the digits written here
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "150, 0.5", "199, 0.000246720"})
  void a_cosine_can_start_anew(long iteration, double factor) {
    Schedule cosine = new CosineSchedule(new CosineSchedule.Config(100, 0, true));
    assertEquals(factor, cosine.factor(iteration), 1e-9); // the digits written here
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 0.25", "15, 0.0625"})
  void inverse_time_is_a_power_of_time(long iteration, double factor) {
    Schedule schedule = new InverseTimeSchedule(new InverseTimeSchedule.Config(1, 1));
    assertEquals(factor, schedule.factor(iteration), 1e-15);
    Schedule root = new InverseTimeSchedule(new InverseTimeSchedule.Config(1, 0.5));
    assertEquals(Math.sqrt(factor), root.factor(iteration), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.2", "3, 0.8", "4, 1", "104, 0.5"})
  void a_warm_up_rises_in_equal_steps_and_hands_over(long iteration, double factor) {
    Schedule warmUp = new WarmUpSchedule(new WarmUpSchedule.Config(4, StepSchedule.withDefaults()));
    assertEquals(factor, warmUp.factor(iteration), 1e-15);
  }
}
