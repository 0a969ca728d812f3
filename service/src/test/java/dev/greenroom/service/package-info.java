@NullMarked
package dev.greenroom.service;

import org.jspecify.annotations.NullMarked;
