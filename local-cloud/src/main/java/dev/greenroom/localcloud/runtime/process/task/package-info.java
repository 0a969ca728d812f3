/**
 * Containers as plain processes: an image's layers unpacked into a folder, its entry point run on this machine. Java
 * means the Java that runs us.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process.task;

import org.jspecify.annotations.NullMarked;
