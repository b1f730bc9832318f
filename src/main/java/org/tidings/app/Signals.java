// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.lang.reflect.Proxy;

/// Hears SIGHUP and SIGTERM. Java has no public way to, so this goes through `sun.misc.Signal`
/// (module jdk.unsupported, which JEP 260 keeps for this purpose); by reflection, because javac's
/// warning about that class can't be switched off for one place. Where it is missing, SIGTERM
/// still reaches the shutdown hook and SIGHUP does what the operating system does.
final class Signals {
  private Signals() {}

  /// Calls `action`, on a thread of the JVM's own, each time the signal arrives.
  ///
  /// @param name without `SIG`, such as `HUP`
  /// @return whether the signal is heard
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  static boolean on(String name, Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield "";
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of SIG" + name;
                  });
      var instance = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, instance, proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
