//! Walks through the Huffman codes of a baseline JPEG without computing a pixel, to see that all of the picture is
//! there: the only way to tell a whole file from one whose data stops early and whose end marker is in place.

use super::decode::Unreadable;

/// What is left over after the last block, in bytes, before it tells of damage; some encoders pad.
const PADDING: usize = 64;

/// A frame header (SOF).
pub(super) struct Frame {
    kind: u8,
    pub width: u32,
    pub height: u32,
    pub components: Vec<Component>,
    pub max_h: usize,
    pub max_v: usize,
}

/// A component of the frame and its sampling factors.
pub(super) struct Component {
    id: u8,
    pub h: usize,
    pub v: usize,
}

impl Frame {
    pub fn parse(kind: u8, body: &[u8]) -> Option<Frame> {
        let [_, h1, h0, w1, w0, count, rest @ ..] = body else { return None };
        if !(1..=4).contains(count) || rest.len() < usize::from(*count) * 3 {
            return None;
        }
        let components: Vec<Component> = rest
            .chunks_exact(3)
            .take(usize::from(*count))
            .map(|c| Component { id: c[0], h: usize::from(c[1] >> 4), v: usize::from(c[1] & 15) })
            .collect();
        if components.iter().any(|c| !(1..=4).contains(&c.h) || !(1..=4).contains(&c.v)) {
            return None;
        }
        let max_h = components.iter().map(|c| c.h).max()?;
        let max_v = components.iter().map(|c| c.v).max()?;
        let (width, height) = (u32::from(*w1) << 8 | u32::from(*w0), u32::from(*h1) << 8 | u32::from(*h0));
        Some(Frame { kind, width, height, components, max_h, max_v })
    }

    pub fn is_baseline(&self) -> bool {
        matches!(self.kind, 0xC0 | 0xC1)
    }

    pub fn is_progressive(&self) -> bool {
        self.kind == 0xC2
    }
}

/// A scan header (SOS): for each component its index in the frame and its DC and AC tables.
pub(super) struct Scan {
    pub components: Vec<(usize, usize, usize)>,
    pub first: usize,
    pub last: usize,
    pub low_bit: u8,
}

impl Scan {
    pub fn parse(body: &[u8], frame: &Frame) -> Option<Scan> {
        let count = usize::from(*body.first()?);
        let list = body.get(1..1 + 2 * count)?;
        let [first, last, bits] = *body.get(1 + 2 * count..4 + 2 * count)? else { return None };
        let components = list
            .chunks_exact(2)
            .map(|pair| {
                let index = frame.components.iter().position(|c| c.id == pair[0])?;
                Some((index, usize::from(pair[1] >> 4) & 3, usize::from(pair[1] & 3)))
            })
            .collect::<Option<Vec<_>>>()?;
        if components.is_empty() {
            return None;
        }
        Some(Scan { components, first: usize::from(first), last: usize::from(last), low_bit: bits & 15 })
    }
}

/// The Huffman tables and the restart interval, as they stand at a scan.
#[derive(Default)]
pub(super) struct Tables {
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    pub restart: usize,
}

impl Tables {
    /// Takes a DHT segment, which may define several tables.
    pub fn define(&mut self, mut body: &[u8]) -> Option<()> {
        while let [slot, rest @ ..] = body {
            let counts = rest.get(..16)?;
            let total: usize = counts.iter().map(|&n| usize::from(n)).sum();
            let symbols = rest.get(16..16 + total)?;
            let table = Huffman::new(counts, symbols)?;
            let tables = if slot >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *tables.get_mut(usize::from(slot & 15))? = Some(table);
            body = &rest[16 + total..];
        }
        Some(())
    }
}

/// Codes of so many bits and fewer, nearly all that occur, are looked up at once.
const QUICK: usize = 9;

/// Codes by their first bits where they are short, else by comparing lengths.
struct Huffman {
    /// Length and symbol; length 0 where the code is longer.
    quick: Box<[(u8, u8); 1 << QUICK]>,
    /// For each length, the first code beyond it, aligned to 16 bits.
    limits: [u32; 17],
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Huffman {
    fn new(counts: &[u8], symbols: &[u8]) -> Option<Huffman> {
        let mut quick = Box::new([(0u8, 0u8); 1 << QUICK]);
        let (mut limits, mut offsets) = ([0; 17], [0; 17]);
        let (mut code, mut index) = (0u32, 0usize);
        for length in 1..=16usize {
            let count = usize::from(counts[length - 1]);
            offsets[length] = index as i32 - code as i32;
            for &symbol in symbols.get(index..index + count)? {
                if length <= QUICK {
                    let first = (code << (QUICK - length)) as usize;
                    let places = quick.get_mut(first..first + (1 << (QUICK - length)))?;
                    places.fill((length as u8, symbol));
                }
                code += 1;
            }
            index += count;
            limits[length] = code << (16 - length);
            code <<= 1;
        }
        Some(Huffman { quick, limits, offsets, symbols: symbols.to_vec() })
    }
}

/// Bits of coded data, stuffed zeroes removed, up to a marker or the end.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    buffer: u64,
    count: u32,
}

impl Bits<'_> {
    /// Sees to 32 bits or more, unless the data ends: a code and the bits that follow it have no more.
    #[inline]
    fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        if let Some(&[a, b, c, d]) = self.data.get(self.at..self.at + 4).and_then(|next| next.first_chunk()) {
            let word = u32::from_be_bytes([a, b, c, d]);
            // Whether one of the four is 0xFF: whether one of their complements is nought.
            let marked = (!word).wrapping_sub(0x0101_0101) & word & 0x8080_8080 != 0;
            if !marked {
                self.buffer |= u64::from(word) << (32 - self.count);
                self.count += 32;
                self.at += 4;
                return;
            }
        }
        while self.count <= 48 {
            let Some(&byte) = self.data.get(self.at) else { return };
            if byte == 0xFF {
                if self.data.get(self.at + 1) != Some(&0) {
                    return; // a restart marker
                }
                self.at += 1;
            }
            self.at += 1;
            self.buffer |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    #[inline]
    fn skip(&mut self, bits: u32) -> Result<(), Unreadable> {
        if bits > self.count {
            return Err(Unreadable::Truncated);
        }
        self.buffer <<= bits;
        self.count -= bits;
        Ok(())
    }

    /// The next symbol; goes on behind the bits that its lower half announces.
    #[inline]
    fn symbol(&mut self, table: &Huffman) -> Result<u8, Unreadable> {
        self.fill();
        let (length, symbol) = table.quick[(self.buffer >> (64 - QUICK)) as usize];
        if length > 0 {
            self.skip(u32::from(length) + u32::from(symbol & 15))?;
            return Ok(symbol);
        }
        let window = (self.buffer >> 48) as u32;
        for length in QUICK + 1..=16usize {
            if window < table.limits[length] {
                let index = (window >> (16 - length)) as i32 + table.offsets[length];
                let symbol = table.symbols.get(index as usize).copied().ok_or(Unreadable::Broken)?;
                self.skip(length as u32 + u32::from(symbol & 15))?;
                return Ok(symbol);
            }
        }
        Err(if self.count < 16 { Unreadable::Truncated } else { Unreadable::Broken })
    }

    #[inline]
    fn block(&mut self, dc: &Huffman, ac: &Huffman) -> Result<(), Unreadable> {
        if self.symbol(dc)? > 15 {
            return Err(Unreadable::Broken);
        }
        let mut place = 1;
        while place < 64 {
            let symbol = self.symbol(ac)?;
            let (run, size) = (symbol >> 4, symbol & 15);
            if size == 0 {
                if run != 15 {
                    break; // the rest of the block is zero
                }
                place += 16;
                continue;
            }
            place += usize::from(run) + 1;
            if place > 64 {
                return Err(Unreadable::Broken);
            }
        }
        Ok(())
    }

    /// Goes on behind the next restart marker.
    fn restart(&mut self) -> Result<(), Unreadable> {
        (self.buffer, self.count) = (0, 0);
        while let Some(&byte) = self.data.get(self.at) {
            self.at += 1;
            if byte == 0xFF && matches!(self.data.get(self.at), Some(0xD0..=0xD7)) {
                self.at += 1;
                return Ok(());
            }
        }
        Err(Unreadable::Truncated)
    }
}

/// Walks one scan of a baseline picture.
///
/// # Errors
///
/// `Truncated` if the data ends before the last block, `Broken` if codes are impossible or much is left over.
pub(super) fn walk(data: &[u8], frame: &Frame, scan: &Scan, tables: &Tables) -> Result<(), Unreadable> {
    let mut plan = Vec::new();
    for &(index, dc, ac) in &scan.components {
        let component = &frame.components[index];
        let dc = tables.dc[dc].as_ref().ok_or(Unreadable::Broken)?;
        let ac = tables.ac[ac].as_ref().ok_or(Unreadable::Broken)?;
        // A component alone in its scan comes block by block, whatever its sampling.
        let blocks = if scan.components.len() == 1 { 1 } else { component.h * component.v };
        plan.push((blocks, dc, ac));
    }
    let (width, height) = (frame.width as usize, frame.height as usize);
    let units = if let [(index, _, _)] = scan.components[..] {
        let component = &frame.components[index];
        let wide = (width * component.h).div_ceil(frame.max_h).div_ceil(8);
        wide * (height * component.v).div_ceil(frame.max_v).div_ceil(8)
    } else {
        width.div_ceil(8 * frame.max_h) * height.div_ceil(8 * frame.max_v)
    };
    let mut bits = Bits { data, at: 0, buffer: 0, count: 0 };
    for unit in 0..units {
        if tables.restart > 0 && unit > 0 && unit % tables.restart == 0 {
            bits.restart()?;
        }
        for &(blocks, dc, ac) in &plan {
            for _ in 0..blocks {
                bits.block(dc, ac)?;
            }
        }
    }
    if data.len() - bits.at > PADDING { Err(Unreadable::Broken) } else { Ok(()) }
}
