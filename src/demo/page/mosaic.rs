//! How the pictures of a message stand beside each other: rows of one height, by proportions alone,
//! so that the page fits them into any width.

use crate::imaging::layout::{Aim, arrange};

/// What a mosaic aims at; only the proportions matter.
const AIM: Aim = Aim { width: 800, gap: 4, tallest: 640, narrowest: 150, caption: 0 };

/// Proportions a lone picture may have; beyond them it is cut at the sides.
const ALONE: (f64, f64) = (0.5, 2.6);

/// The stylesheet knows proportions in steps of a twentieth.
const STEPS: f64 = 20.0;

/// A picture's place: which one it is, and the class that gives its proportions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile<T> {
    /// The picture.
    pub what: T,
    /// `r20` for a square.
    pub ratio: String,
}

/// Pictures of these sizes (pixels across and down), in rows.
pub fn rows<T>(pictures: Vec<((u32, u32), T)>) -> Vec<Vec<Tile<T>>> {
    if let [((width, height), _)] = &pictures[..] {
        let ratio = f64::from(*width) / f64::from((*height).max(1));
        let ratio = class(ratio.clamp(ALONE.0, ALONE.1));
        return vec![pictures.into_iter().map(|(_, what)| Tile { what, ratio: ratio.clone() }).collect()];
    }
    let sizes: Vec<(u32, u32)> = pictures.iter().map(|(size, _)| *size).collect();
    let mut pictures = pictures.into_iter().map(|(_, what)| what);
    let rows = arrange(&sizes, &AIM);
    let cells = rows.iter().map(|row| (row.cells.len(), row));
    cells
        .map(|(length, row)| {
            let ratios = row.cells.iter().map(|cell| f64::from(cell.width) / f64::from(row.height.max(1)));
            let tiles = pictures.by_ref().take(length).zip(ratios);
            tiles.map(|(what, ratio)| Tile { what, ratio: class(ratio) }).collect()
        })
        .collect()
}

fn class(ratio: f64) -> String {
    format!("r{}", (ratio * STEPS).round().clamp(8.0, 80.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(sizes: &[(u32, u32)]) -> Vec<Vec<(usize, String)>> {
        let pictures = sizes.iter().enumerate().map(|(at, size)| (*size, at)).collect();
        let rows = rows(pictures);
        rows.into_iter().map(|row| row.into_iter().map(|tile| (tile.what, tile.ratio)).collect()).collect()
    }

    #[test]
    fn a_lone_picture_keeps_its_proportions_within_reason() {
        assert_eq!(shape(&[(1280, 960)]), [[(0, "r27".into())]]);
        assert_eq!(shape(&[(100, 9_000)]), [[(0, "r10".into())]]);
        assert_eq!(shape(&[(9_000, 0)]), [[(0, "r52".into())]]);
    }

    #[test]
    fn an_album_fills_rows_in_its_order() {
        for count in 2..=10 {
            let sizes: Vec<(u32, u32)> =
                (0..count).map(|at| if at % 3 == 0 { (720, 1280) } else { (1280, 960) }).collect();
            let rows = shape(&sizes);
            let order: Vec<usize> = rows.iter().flatten().map(|(at, _)| *at).collect();
            assert_eq!(order, (0..sizes.len()).collect::<Vec<_>>());
            assert!(rows.len() > 1 || count < 4, "{rows:?}");
        }
    }
}
