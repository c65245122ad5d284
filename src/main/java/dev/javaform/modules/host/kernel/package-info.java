/** The kernel's command line: its tokens as the kernel reads them, and wishes about them. */
package dev.javaform.modules.host.kernel;
