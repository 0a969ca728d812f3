/** AWS services by hand, for tests that need to say what AWS answers. */
@NullMarked
package dev.greenroom.cli.fakes;

import org.jspecify.annotations.NullMarked;
