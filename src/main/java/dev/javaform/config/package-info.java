/**
 * Settings: what each is called in every place that may set it, and which place counts. A record's
 * components declare them ({@link dev.javaform.config.Setting}); {@link
 * dev.javaform.config.Configuration} holds what command line, environment and ansible.cfg say.
 */
@org.jspecify.annotations.NullMarked
package dev.javaform.config;
