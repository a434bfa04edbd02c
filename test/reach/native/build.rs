fn main() {
    cc::Build::new().file("c/norm.c").compile("norm");
    cc::Build::new()
        .cpp(true)
        .file("c/well.cpp")
        .compile("well");
    println!("cargo:rerun-if-changed=c");
}
