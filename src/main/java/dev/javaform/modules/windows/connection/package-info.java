/** Whether a guest answers, and its coming back. */
@Realms(
    alters = {},
    restsOn = {})
@NullMarked
package dev.javaform.modules.windows.connection;

import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
