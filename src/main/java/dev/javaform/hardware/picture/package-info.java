/**
 * Pictures of a machine, for a terminal and as SVG: the tree of its IOMMU groups, and the map of
 * its cores. Pure: what is drawn depends on nothing but what is to be drawn.
 */
@NullMarked
package dev.javaform.hardware.picture;

import org.jspecify.annotations.NullMarked;
