//! A browser without script, and what came back to it.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt;

/// A browser without script.
#[derive(Clone)]
pub struct Browser {
    pub(super) router: Router,
    pub(super) cookie: Option<String>,
}

/// What came back.
pub struct Seen {
    /// The status.
    pub status: u16,
    /// Where it leads, for a redirect.
    pub location: String,
    /// The whole text.
    pub body: String,
    /// All headers.
    pub headers: axum::http::HeaderMap,
}

impl Browser {
    /// Looks at a page.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form's fields.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Sends a form's fields with a file, as browsers do (RFC 7578).
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Seen {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let head =
            "Content-Disposition: form-data; name=\"file\"; filename=\"scan.bin\"\r\nContent-Type: image/png";
        body.extend(format!("--edge\r\n{head}\r\n\r\n").bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Opens a page, fills in its first form that goes to the same address, and sends it,
    /// hidden fields included.
    pub async fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path} did not open: {}", page.body);
        let hidden = page.hidden();
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .filter(|(name, _)| !fields.iter().any(|(field, _)| field == name))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Sends a form's fields as a page of another site would, or as a program would that is no browser.
    pub async fn post_from(&self, site: &str, path: &str, body: &[u8]) -> Seen {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site);
        self.send(request, Body::from(body.to_vec())).await
    }

    /// The same browser with the cookie of an answer.
    pub fn with_cookie_of(&self, seen: &Seen) -> Self {
        let set = seen.headers[header::SET_COOKIE].to_str().unwrap();
        let cookie = set.split(';').next().unwrap().to_owned();
        Self { router: self.router.clone(), cookie: Some(cookie) }
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Seen {
        let request = match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let location = parts.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default();
        Seen {
            status: parts.status.as_u16(),
            location: location.to_owned(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        }
    }
}

impl Seen {
    /// The page holds these words.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        assert!(
            self.text().contains(words),
            "{words:?} is not on the page ({}):\n{}",
            self.status,
            self.body
        );
        self
    }

    /// The page holds no trace of these words, not even in its markup.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "{words:?} is on the page:\n{}", self.body);
        self
    }

    /// The markup itself does not hold this.
    #[track_caller]
    pub fn hides_raw(&self, markup: &str) -> &Self {
        assert!(!self.body.contains(markup), "{markup:?} is in the markup:\n{}", self.body);
        self
    }

    /// The page with its few character references read.
    pub fn text(&self) -> String {
        [("&#39;", "'"), ("&#34;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
            .iter()
            .fold(self.body.clone(), |text, (from, to)| text.replace(from, to))
    }

    /// The hidden fields of the page, by name; the first of each name.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for tag in self.body.split("<input type=\"hidden\"").skip(1) {
            let of = |name: &str| {
                let from = tag.split(&format!("{name}=\"")).nth(1)?;
                from.split('"').next().map(str::to_owned)
            };
            if let (Some(name), Some(value)) = (of("name"), of("value"))
                && !fields.iter().any(|(field, _)| *field == name)
            {
                fields.push((name, value));
            }
        }
        fields
    }
}
