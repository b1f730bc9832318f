/// Time policy as pure functions of what is given: backoff, poll intervals, posting windows, pace.
/// No clock, no thread, no database.
@NullMarked
package org.tidings.schedule;

import org.jspecify.annotations.NullMarked;
