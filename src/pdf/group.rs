//! A browser with all that it starts: a process group of its own, which is ended as one.
//!
//! A browser starts helpers, and a script that stands for one starts the browser. To end only the first of them would leave the others at work.

use std::process::{Child, Command};

/// Makes a command start a group of its own. Ctrl-C then reaches Annexa alone, which ends the group.
pub(super) fn alone(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends the group of a child that was not waited for yet: until then, no other group can have its number.
pub(super) fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        // All of it may have ended just now.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}
