//! Which links lead back.

use super::lists::Lists;
use super::route::Course;

#[derive(Clone, Copy, PartialEq)]
enum Met {
    Never,
    OnTheWay,
    Done,
}

/// The course of each link: one leads back where it goes to a place that one comes through on the way to it from the start.
///
/// What leads back that way follows the story: a scene stands below those from which it is first met.
pub(super) fn courses(places: usize, start: usize, links: &[(usize, usize)]) -> Vec<Course> {
    let leaving = Lists::new(places, links.iter().enumerate().map(|(link, &(from, _))| (from, link)));
    let mut courses = vec![Course::Down; links.len()];
    let mut met = vec![Met::Never; places];
    // In depth, without recursion: a story may be long. Each place waits with the number of links that were followed.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for root in std::iter::once(start).chain(0..places).filter(|&root| root < places) {
        if met[root] != Met::Never {
            continue;
        }
        met[root] = Met::OnTheWay;
        way.push((root, 0));
        while let Some((place, followed)) = way.last_mut() {
            let Some(&link) = leaving.of(*place).get(*followed) else {
                met[*place] = Met::Done;
                way.pop();
                continue;
            };
            *followed += 1;
            let (from, to) = links[link];
            match met[to] {
                _ if from == to => courses[link] = Course::Loop,
                Met::OnTheWay => courses[link] = Course::Up,
                Met::Done => {}
                Met::Never => {
                    met[to] = Met::OnTheWay;
                    way.push((to, 0));
                }
            }
        }
    }
    courses
}
