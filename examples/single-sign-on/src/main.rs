//! Starts the two applications and the API on their three ports.

use std::io::{self, Write};
use std::process::ExitCode;

use axum::Router;
use clap::Parser;
use example_single_sign_on::settings::{Application, Common};
use example_single_sign_on::{api, application};
use example_support::{AnyError, finish, listen};
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(about = "Two web applications and one API behind one OpenID provider")]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// The shop, as browsers see it. Browsers share cookies between ports, so the two applications need two host names
    #[arg(long, env, default_value = "http://127.0.0.1:8081")]
    shop: String,
    #[arg(long, env)]
    shop_client_id: String,
    #[arg(long, env, hide_env_values = true)]
    shop_client_secret: String,
    /// The warehouse, as browsers see it
    #[arg(long, env, default_value = "http://localhost:8082")]
    warehouse: String,
    #[arg(long, env)]
    warehouse_client_id: String,
    #[arg(long, env, hide_env_values = true)]
    warehouse_client_secret: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    finish(run(&Arguments::parse()).await)
}

async fn run(arguments: &Arguments) -> Result<(), AnyError> {
    let (shop, warehouse, common) = (arguments.shop(), arguments.warehouse(), &arguments.common);
    let shop_router = application::router(common, &shop)?;
    let warehouse_router = application::router(common, &warehouse)?;
    let api_router = api::router(common)?;
    let shop_listener = listen("--shop", &shop.address, 8081).await?;
    let warehouse_listener = listen("--warehouse", &warehouse.address, 8082).await?;
    let api_listener = listen("--api", &common.api, 8083).await?;
    writeln!(io::stdout(), "shop {}, warehouse {}, API {}", shop.address, warehouse.address, common.api)?;
    tokio::try_join!(
        serve(shop_listener, shop_router),
        serve(warehouse_listener, warehouse_router),
        serve(api_listener, api_router)
    )?;
    Ok(())
}

impl Arguments {
    fn shop(&self) -> Application {
        Application {
            name: "Shop",
            address: self.shop.clone(),
            other: ("Warehouse", self.warehouse.clone()),
            client_id: self.shop_client_id.clone(),
            client_secret: self.shop_client_secret.clone(),
        }
    }

    fn warehouse(&self) -> Application {
        Application {
            name: "Warehouse",
            address: self.warehouse.clone(),
            other: ("Shop", self.shop.clone()),
            client_id: self.warehouse_client_id.clone(),
            client_secret: self.warehouse_client_secret.clone(),
        }
    }
}

async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    axum::serve(listener, router).await
}
