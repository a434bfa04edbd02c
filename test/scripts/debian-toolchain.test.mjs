import assert from "node:assert/strict";
import { test } from "node:test";
import { installations, newest, withToolchain } from "../../scripts/debian-toolchain.mjs";

const MADISON = ` rustc-web | 1.96.0+dfsg1-1~deb12u2 | http://deb.debian.org/debian-security bookworm-security/main
 rustc-web | 1.85.0+dfsg3-1~deb12u3 | http://deb.debian.org/debian bookworm/main amd64 Packages
 rustc-web | 1.85.0+dfsg2-3~deb12u1 | http://deb.debian.org/debian bookworm/main amd64 Packages`;

test("the newest version of a release is taken, and of that release only", () => {
  assert.equal(newest(MADISON, "1.96"), "1.96.0+dfsg1-1~deb12u2");
  assert.equal(newest(MADISON, "1.85"), "1.85.0+dfsg3-1~deb12u3");
  assert.equal(newest(MADISON, "1.9"), undefined);
  assert.equal(newest("", "1.85"), undefined);
});

test("what apt-get would install is read with its versions", () => {
  const simulation = `The following NEW packages will be installed:
  libpcre3 rustc-web
Remv rustc [1.63.0+dfsg1-2]
Inst libpcre3 (2:8.39-15 Debian:12.15/oldstable [amd64])
Inst rustc-web [1.78.0] (1.85.0+dfsg3-1~deb12u3 Debian:12.15/oldstable [amd64]) []
Conf libpcre3 (2:8.39-15 Debian:12.15/oldstable [amd64])`;
  assert.deepEqual(installations(simulation), ["libpcre3=2:8.39-15", "rustc-web=1.85.0+dfsg3-1~deb12u3"]);
});

test("a toolchain comes before PATH and leaves the rest of the environment", () => {
  assert.deepEqual(withToolchain({ PATH: "/usr/bin", HOME: "/home/me" }, "/t/bin"), {
    PATH: "/t/bin:/usr/bin",
    HOME: "/home/me",
    CARGO: "/t/bin/cargo",
    RUSTC: "/t/bin/rustc",
    RUSTDOC: "/t/bin/rustdoc",
  });
});
