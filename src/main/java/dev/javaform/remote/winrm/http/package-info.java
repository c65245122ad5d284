/** HTTP/1.1 over any byte channel, one request after the other, and what is sealed inside of it. */
@NullMarked
package dev.javaform.remote.winrm.http;

import org.jspecify.annotations.NullMarked;
