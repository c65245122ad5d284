package dev.javaform.template.document;

import java.util.List;

/** Cuts a template into pieces whose images, put together, are the template again. */
interface Scanner {

  List<Piece> pieces(String template);
}
