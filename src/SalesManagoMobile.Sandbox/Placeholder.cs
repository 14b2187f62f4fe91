namespace SalesManagoMobile.Sandbox;
