// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Quartz, which owns time here: a few named jobs, never one per feed. Its fires are hints; what is
/// due is decided by the tables, so a late, double or missing fire costs nothing but a moment.
final class Ticks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
  private final Scheduler scheduler;

  Ticks() {
    try {
      scheduler = new StdSchedulerFactory(properties()).getScheduler();
      scheduler.setJobFactory(this::job);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz can't be set up", e);
    }
  }

  /// Adds a job. It is never run twice at once.
  ///
  /// @param every whole milliseconds, at least one
  void every(Duration every, String name, Runnable action) {
    actions.put(name, action);
    var schedule =
        simpleSchedule()
            .withIntervalInMilliseconds(every.toMillis())
            .repeatForever()
            .withMisfireHandlingInstructionNextWithRemainingCount();
    try {
      scheduler.scheduleJob(
          newJob(Tick.class).withIdentity(name).build(),
          newTrigger().withIdentity(name).withSchedule(schedule).build());
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz refused the job " + name, e);
    }
  }

  void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz can't be started", e);
    }
  }

  /// Waits for jobs that are running.
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not stop cleanly: {}", e.getMessage());
    }
  }

  private Job job(TriggerFiredBundle bundle, Scheduler ignored) {
    var name = bundle.getJobDetail().getKey().getName();
    return new Tick(name, actions.getOrDefault(name, () -> {}));
  }

  private static Properties properties() {
    var properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "tidings");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    // Jobs only wake others or do short upkeep: two threads let upkeep run beside a tick.
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    return properties;
  }

  /// One fire. Public because Quartz demands it.
  @DisallowConcurrentExecution
  public static final class Tick implements Job {
    private final String name;
    private final Runnable action;

    Tick(String name, Runnable action) {
      this.name = name;
      this.action = action;
    }

    @Override
    public void execute(JobExecutionContext context) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.error("{}: failed, will run again at its next time", name, e);
      }
    }
  }
}
