/** Report groups and reports, and the test results they are made of. */
@NullMarked
package dev.greenroom.localcloud.codebuild.report;

import org.jspecify.annotations.NullMarked;
