package dev.javaform.modules.windows.storage;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image of a disk that a Windows guest mounts. */
@Name("community.windows.win_disk_image")
@Manual(
    summary = "Mounts images of disks (ISO, VHD, VHDX) and takes them away.",
    example =
        """
        - name: Look into the installer's disk
          win_disk_image:
            image_path: C:\\Install\\game.iso
        """,
    returns = {"mount_paths: Where it is mounted, with state present."})
public record WinDiskImage(
    @Argument("The image, a file of the guest.") String imagePath,
    @Argument(value = "Whether it is mounted.", preset = "present") Existence state)
    implements Module<AttachedImage> {

  private Script.PowerShell question() {
    return Script.PowerShell.ask("disk_image", Map.of("path", imagePath));
  }

  @Override
  public Probe<AttachedImage> observe() {
    return Probe.of(question(), AttachedImage.class, output -> AttachedImage.of(Answer.of(output)));
  }

  @Override
  public Plan<AttachedImage> decide(AttachedImage seen) {
    boolean wanted = state == Existence.PRESENT;
    if (!seen.exists() && wanted) {
      throw new ModuleFailure("there is no image %s in this guest".formatted(imagePath));
    }
    if (seen.attached() == wanted) {
      return Plan.keep(seen)
          .returning(
              wanted ? Returns.of(Map.of("mount_paths", seen.mountPaths())) : Returns.nothing());
    }
    String purpose = (wanted ? "mount " : "take away ") + imagePath;
    Step step = new Step.Run(purpose, question().set(Map.of("attached", wanted)));
    Plan<AttachedImage> plan = Plan.move(seen, seen.with(wanted), step);
    return wanted
        ? plan.returning(Returns.nothing().learning(List.of("mount_paths"), WinDiskImage::learn))
        : plan;
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    Optional<Answer> after = Answer.last(outputs).flatMap(order -> order.part("after"));
    return after
        .<Map<String, Object>>map(state -> Map.of("mount_paths", state.texts("mount_paths")))
        .orElse(Map.of());
  }
}
