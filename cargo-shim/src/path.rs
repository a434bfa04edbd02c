//! Programs on `PATH`.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The directories of `PATH`, in order.
pub fn directories() -> Vec<PathBuf> {
    env::var_os("PATH").map_or_else(Vec::new, |path| env::split_paths(&path).collect())
}

/// The program `name` in `directory`, if there is one that may be executed.
pub fn program_in(directory: &Path, name: &str) -> Option<PathBuf> {
    let file = directory.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    is_program(&file).then_some(file)
}

/// Whether `program` names a file of its own rather than something to look for on `PATH`.
pub fn is_explicit(program: &OsStr) -> bool {
    Path::new(program).components().count() > 1
}

#[cfg(unix)]
pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|status| status.is_file() && status.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub fn is_program(file: &Path) -> bool {
    file.is_file()
}
