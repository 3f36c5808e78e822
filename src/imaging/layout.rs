//! Where photos stand on a sheet: justified rows, as in a good photo book. Pure numbers in, rectangles out.
//!
//! Photos keep their order and their proportions. With nine at most, all ways to cut them into rows are tried (256),
//! and the one whose photos come out most alike in size wins. A photo much longer or thinner than others gets a cell
//! of bounded proportions and stands inside with its ground showing, rather than as a thread or as a whole page.

use super::canvas::Rect;

/// Proportions (width to height) that a cell may have: a phone held upright in full, and a little wider than a film.
pub const CELL_RATIO: (f64, f64) = (0.52, 2.4);

/// What the layout aims at, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    /// Of all rows, without margins.
    pub width: u32,
    /// Between neighbours.
    pub gap: u32,
    /// Rows higher than this are not made: their photos stand in the middle instead of filling the width.
    pub tallest: u32,
    /// Cells narrower than this cannot carry a caption: such rows are avoided.
    pub narrowest: u32,
    /// What the text below a row takes, roughly: it counts in the sheet's height.
    pub caption: u32,
}

/// A photo's cell, and the photo's own place inside it; both relative to the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which photo, by its place in the input.
    pub index: usize,
    /// From the left of the sheet's content, in pixels.
    pub x: u32,
    pub width: u32,
    /// The photo inside of the cell; its `y` counts from the top of the row.
    pub photo: Rect,
}

/// A row of cells of one height.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub height: u32,
    pub cells: Vec<Cell>,
}

/// Arranges photos of the given sizes (width and height in pixels) in rows.
pub fn arrange(sizes: &[(u32, u32)], aim: &Aim) -> Vec<Row> {
    if sizes.is_empty() {
        return Vec::new();
    }
    let ratios: Vec<f64> = sizes.iter().map(|&size| cell_ratio(size)).collect();
    // Each bit says whether a row ends behind that photo.
    let cuts = 1u32 << (sizes.len().min(16) - 1);
    let best = (0..cuts).min_by(|&a, &b| cost(a, &ratios, aim).total_cmp(&cost(b, &ratios, aim)));
    let mut start = 0;
    groups(best.unwrap_or(0), ratios.len())
        .map(|end| {
            let row = row(start, &sizes[start..end], &ratios[start..end], aim);
            start = end;
            row
        })
        .collect()
}

fn cell_ratio((width, height): (u32, u32)) -> f64 {
    (f64::from(width.max(1)) / f64::from(height.max(1))).clamp(CELL_RATIO.0, CELL_RATIO.1)
}

/// The ends of the rows that `cuts` stands for.
fn groups(cuts: u32, count: usize) -> impl Iterator<Item = usize> {
    (1..=count).filter(move |&end| end == count || cuts >> (end - 1) & 1 == 1)
}

/// The height at which a row fills the width.
fn full_height(ratios: &[f64], aim: &Aim) -> f64 {
    let gaps = f64::from(aim.gap) * (ratios.len() - 1) as f64;
    (f64::from(aim.width) - gaps) / ratios.iter().sum::<f64>()
}

/// How far a way of cutting is from what one likes to look at; less is better.
fn cost(cuts: u32, ratios: &[f64], aim: &Aim) -> f64 {
    let count = ratios.len() as f64;
    let (mut start, mut cost, mut sheet) = (0, 0.0, 0.0);
    let mut areas = Vec::with_capacity(ratios.len());
    for end in groups(cuts, ratios.len()) {
        let row = &ratios[start..end];
        let full = full_height(row, aim);
        let height = full.min(f64::from(aim.tallest));
        // A row that does not fill the width looks like a mistake.
        cost += 1.5 * (full / height).ln() * row.len() as f64;
        for ratio in row {
            let width = ratio * height;
            areas.push((width * height).ln());
            let lack = f64::from(aim.narrowest) / width;
            if lack > 1.0 {
                cost += 4.0 * lack.ln();
            }
        }
        sheet += height + f64::from(aim.caption + aim.gap);
        start = end;
    }
    let mean = areas.iter().sum::<f64>() / count;
    cost += areas.iter().map(|area| (area - mean).powi(2)).sum::<f64>() * 0.4;
    // A sheet a little higher than wide fills a phone that is held upright; few photos make a lower one.
    let wanted = f64::from(aim.width) * if ratios.len() <= 2 { 0.95 } else { 1.25 };
    cost + 4.0 * (sheet / wanted).ln().powi(2)
}

fn row(first: usize, sizes: &[(u32, u32)], ratios: &[f64], aim: &Aim) -> Row {
    let full = full_height(ratios, aim);
    let height = full.min(f64::from(aim.tallest)).floor().max(1.0);
    let fills = full <= f64::from(aim.tallest);
    let used: f64 = ratios.iter().map(|ratio| ratio * height).sum::<f64>()
        + f64::from(aim.gap) * (ratios.len() - 1) as f64;
    let mut x = if fills { 0.0 } else { (f64::from(aim.width) - used) / 2.0 };
    let last = ratios.len() - 1;
    let cells = sizes
        .iter()
        .zip(ratios)
        .enumerate()
        .map(|(place, (&size, &ratio))| {
            let left = x.round() as u32;
            let mut right = (x + ratio * height).round() as u32;
            if fills && place == last {
                right = aim.width; // the rounding of the height ends here: a pixel or two
            }
            x += ratio * height + f64::from(aim.gap);
            let right = right.clamp(left + 1, aim.width);
            let width = right - left;
            let photo = fit(size, width, height as u32);
            Cell { index: first + place, x: left, width, photo: Rect { x: left + photo.x, ..photo } }
        })
        .collect();
    Row { height: height as u32, cells }
}

/// The largest place for a photo of `size` inside a box, in its middle. Up to a pixel of rounding is given to the
/// photo, so that no thread of ground shows along its side.
pub fn fit((width, height): (u32, u32), box_width: u32, box_height: u32) -> Rect {
    let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = (f64::from(box_width) / w).min(f64::from(box_height) / h);
    let snap = |length: f64, room: u32| {
        let room_f = f64::from(room);
        if room_f - length < 3.0 { room } else { (length.round() as u32).clamp(1, room) }
    };
    let (inner_width, inner_height) = (snap(w * scale, box_width), snap(h * scale, box_height));
    Rect {
        x: (box_width - inner_width) / 2,
        y: (box_height - inner_height) / 2,
        width: inner_width,
        height: inner_height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AIM: Aim = Aim { width: 1504, gap: 24, tallest: 1150, narrowest: 400, caption: 150 };

    proptest! {
        /// For any one to nine photos: in order, side by side, within the width, undistorted.
        #[test]
        fn photos_never_overlap_nor_lose_their_proportions(
            sizes in prop::collection::vec((1u32..6000, 1u32..6000), 1..=9),
        ) {
            let rows = arrange(&sizes, &AIM);
            let order: Vec<usize> = rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.index)).collect();
            prop_assert_eq!(order, (0..sizes.len()).collect::<Vec<_>>());
            for row in &rows {
                prop_assert!(row.height >= 1 && row.height <= AIM.tallest);
                let mut free = 0;
                for cell in &row.cells {
                    prop_assert!(cell.x >= free, "{:?}", row);
                    prop_assert!(cell.x + cell.width <= AIM.width);
                    free = cell.x + cell.width + AIM.gap - 1;
                    let photo = cell.photo;
                    prop_assert!(photo.x >= cell.x && photo.x + photo.width <= cell.x + cell.width);
                    prop_assert!(photo.y + photo.height <= row.height);
                    // The exact size at the photo's own proportions, to three pixels of rounding along one side.
                    let (width, height) = sizes[cell.index];
                    let (w, h) = (f64::from(photo.width), f64::from(photo.height));
                    let ratio = f64::from(width) / f64::from(height);
                    let off = (w - h * ratio).abs().min((h - w / ratio).abs());
                    prop_assert!(off <= 3.5, "{:?} in {:?}", (width, height), cell);
                    // Never tiny: it fills its cell along one side.
                    prop_assert!(photo.width == cell.width || photo.height == row.height);
                }
            }
            let height: u32 = rows.iter().map(|row| row.height + AIM.caption + AIM.gap).sum();
            prop_assert!(height + 1000 + 1600 <= 10_000, "Telegram's limit: {height}");
        }
    }

    #[test]
    fn nine_photos_of_a_phone_stand_three_by_three() {
        let rows = arrange(&[(1280, 960); 9], &AIM);
        assert_eq!(rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>(), [3, 3, 3]);
        assert!(rows.iter().all(|row| row.height == 364));
    }

    #[test]
    fn a_single_photo_upright_is_not_blown_up() {
        let rows = arrange(&[(960, 1280)], &AIM);
        assert_eq!(rows[0].height, 1150);
        let cell = rows[0].cells[0];
        assert!(cell.x.abs_diff(AIM.width - cell.x - cell.width) <= 1, "it stands in the middle");
    }
}
