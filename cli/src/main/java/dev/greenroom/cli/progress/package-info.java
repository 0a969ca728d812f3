/**
 * What a person sees while a command works: a redrawn tree on a terminal, plain lines elsewhere, or nothing. Goes to
 * standard error, so that standard output holds the result only.
 */
@NullMarked
package dev.greenroom.cli.progress;

import org.jspecify.annotations.NullMarked;
