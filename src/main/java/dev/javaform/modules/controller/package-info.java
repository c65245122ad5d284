/**
 * Modules that ask nothing of a host but whether it answers: what they do is the play's own affair.
 */
@NullMarked
package dev.javaform.modules.controller;

import org.jspecify.annotations.NullMarked;
