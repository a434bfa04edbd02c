//! Memory with canaries on both sides.

const CANARY: f64 = -1.234_567_890_123e77;
const CANARIES: usize = 4;

/// A slice whose neighbours must stay as they are.
pub struct Guarded(Vec<f64>);

impl Guarded {
    /// Every element is `start`.
    pub fn new(length: usize, start: f64) -> Guarded {
        let mut all = vec![CANARY; length + 2 * CANARIES];
        all[CANARIES..CANARIES + length].fill(start);
        Guarded(all)
    }

    pub fn slice(&mut self) -> &mut [f64] {
        let end = self.0.len() - CANARIES;
        &mut self.0[CANARIES..end]
    }

    /// What is in the slice.
    pub fn open(mut self, complaints: &mut Vec<String>) -> Vec<f64> {
        let inside = self.slice().to_vec();
        let outside = self.0[..CANARIES]
            .iter()
            .chain(&self.0[CANARIES + inside.len()..]);
        if outside.into_iter().any(|c| c.to_bits() != CANARY.to_bits()) {
            complaints.push(format!("wrote beside the shadow: {:?}", self.0));
        }
        inside
    }
}
