/** Keeps the pages below {@code docs/} true: what can be derived is generated, and checked to be up to date. */
@NullMarked
package dev.greenroom.localcloud.docs;

import org.jspecify.annotations.NullMarked;
