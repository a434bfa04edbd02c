//! The shim as a program: what it starts, and what it says when it cannot.
#![cfg(unix)]

mod node;
mod orchestrator;
mod sandbox;
