/** The node pack that the recorded cases need, in the shape of any third party's pack. */
@NullMarked
package io.atelier.testingpack;

import org.jspecify.annotations.NullMarked;
