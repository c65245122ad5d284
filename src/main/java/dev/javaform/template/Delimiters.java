package dev.javaform.template;

/**
 * What a template file's own parts begin and end with; by them the template module and the header
 * {@code #jinja2:} make room for texts that are full of braces.
 */
public record Delimiters(
    String blockStart,
    String blockEnd,
    String variableStart,
    String variableEnd,
    String commentStart,
    String commentEnd) {

  /** Those of a playbook, and of a file that says nothing else. */
  public static final Delimiters ANSIBLE = new Delimiters("{%", "%}", "{{", "}}", "{#", "#}");

  /** The same with another value for one of them, by Jinja2's name of it. */
  public Delimiters with(String name, String value) {
    return new Delimiters(
        name.equals("block_start_string") ? value : blockStart,
        name.equals("block_end_string") ? value : blockEnd,
        name.equals("variable_start_string") ? value : variableStart,
        name.equals("variable_end_string") ? value : variableEnd,
        name.equals("comment_start_string") ? value : commentStart,
        name.equals("comment_end_string") ? value : commentEnd);
  }
}
