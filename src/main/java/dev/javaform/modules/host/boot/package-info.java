/** Boot loaders: which one a host has, what it will start, and how its arguments are changed. */
package dev.javaform.modules.host.boot;
