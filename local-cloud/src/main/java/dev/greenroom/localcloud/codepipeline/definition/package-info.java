/** What a pipeline may look like: kinds of actions, and the rules of its structure. */
@NullMarked
package dev.greenroom.localcloud.codepipeline.definition;

import org.jspecify.annotations.NullMarked;
