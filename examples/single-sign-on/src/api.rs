//! The API. It has no sessions and no pages, and accepts access tokens only.

use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use valetkey_resource_server::{AccessToken, BearerLayer, DiscoverError};

use crate::settings::Common;

/// Builds the API. All its addresses need a token with the API as its audience.
///
/// # Errors
/// If the issuer is not a valid address.
pub fn router(common: &Common) -> Result<Router, DiscoverError> {
    let guard = BearerLayer::discover(&common.issuer, &common.api)?.with_profile(common.token_profile);
    let guard = guard.require_scope("stock.read");
    let acr_values: Vec<&str> = common.strong_acr_values.split(' ').collect();
    let prices = get(prices).layer(guard.require_authentication(&acr_values, None));
    Ok(Router::new().route("/stock", get(stock).layer(guard)).route("/prices", prices))
}

/// `GET /prices`, for users who signed in with two factors. The others get a challenge that requires two factors (RFC 9470).
async fn prices(token: AccessToken) -> Json<Value> {
    Json(json!({ "asked_by": token.subject(), "teapot": "14.50", "small_cake": "1.20" }))
}

async fn stock(token: AccessToken) -> Json<Value> {
    Json(json!({ "asked_by": token.subject(), "teapots": 12, "small_cakes": 3 }))
}
