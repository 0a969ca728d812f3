/** What all parts of CodePipeline share: errors, names, pages, and how an action ends. */
@NullMarked
package dev.greenroom.localcloud.codepipeline.model;

import org.jspecify.annotations.NullMarked;
