/** What a model asks a network that removes noise, whatever the network is. */
@NullMarked
package io.atelier.diffusion.network;

import org.jspecify.annotations.NullMarked;
