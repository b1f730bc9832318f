// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Everything that is logged while it is open, stack traces included.
public final class LogWatch implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  public LogWatch() {
    appender.start();
    root.addAppender(appender);
  }

  public List<String> lines() {
    return List.copyOf(appender.list).stream()
        .map(it -> it.getFormattedMessage() + ThrowableProxyUtil.asString(it.getThrowableProxy()))
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
  }
}
