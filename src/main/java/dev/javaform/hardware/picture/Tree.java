package dev.javaform.hardware.picture;

import com.google.common.collect.ImmutableList;

/**
 * A tree of two levels: groups, and what is in each.
 *
 * @param title what it shows
 */
public record Tree(String title, ImmutableList<Branch> branches) {

  private static final int INDENT = 24;

  /**
   * A group.
   *
   * @param note what is to be said of it as a whole; may be empty
   */
  public record Branch(String name, String note, ImmutableList<Leaf> leaves) {

    private String heading() {
      return note.isEmpty() ? name : name + ": " + note;
    }
  }

  /** One thing in a group, and what it is for. */
  public record Leaf(String text, Tone tone) {}

  /** The tree in lines of at most so many letters. */
  public String lines(int width) {
    Folded text = new Folded(width);
    text.line("", "", title);
    for (int i = 0; i < branches.size(); i++) {
      boolean last = i == branches.size() - 1;
      branch(branches.get(i), last ? "└─ " : "├─ ", last ? "   " : "│  ", text);
    }
    return text.toString();
  }

  private static void branch(Branch branch, String first, String rest, Folded text) {
    String more = branch.leaves.isEmpty() ? rest : rest + "│  ";
    text.line(first, more, branch.heading());
    for (int i = 0; i < branch.leaves.size(); i++) {
      boolean last = i == branch.leaves.size() - 1;
      text.line(
          rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "), branch.leaves.get(i).text);
    }
  }

  /** The tree as a drawing. */
  public Svg svg() {
    Svg svg = new Svg(title);
    svg.text(0, 0, "#000000", true, title);
    int y = Svg.LINE + 4;
    for (Branch branch : branches) {
      svg.text(0, y, "#000000", true, branch.heading());
      y += Svg.LINE;
      for (Leaf leaf : branch.leaves) {
        int wide = leaf.text.length() * Svg.LETTER + 12;
        svg.box(INDENT, y, wide, Svg.LINE, leaf.tone.fill(), "#888888");
        svg.text(INDENT + 6, y, leaf.tone.ink(), false, leaf.text);
        y += Svg.LINE + 3;
      }
      y += 5;
    }
    return svg;
  }
}
