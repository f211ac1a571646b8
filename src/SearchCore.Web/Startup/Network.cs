using System.Net;

using Microsoft.AspNetCore.Server.Kestrel.Core;

using SearchCore.Web.Configuration;

namespace SearchCore.Web.Startup;

/// <summary>Where the service listens, and how much it reads.</summary>
internal static class Network
{
    private const string DefaultAddress = "http://localhost:5080";

    private static readonly string[] AddressKeys = [WebHostDefaults.ServerUrlsKey, "http_ports", "https_ports"];

    public static void Configure(WebApplicationBuilder builder, ServiceOptions options)
    {
        if (!options.Access.IsConfigured && builder.Configuration.GetValue<bool>("ForwardedHeaders_Enabled"))
        {
            throw new SettingsException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED says that a proxy stands in front, but nobody has to say who they are: everybody whom "
                + "the proxy lets in could read and delete everything. Take it away, or configure keys or a sign-in (docs/security.md).");
        }

        if (AddressKeys.All(key => string.IsNullOrEmpty(builder.Configuration[key]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        foreach (var address in (builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty).Split(
            ';', StringSplitOptions.RemoveEmptyEntries))
        {
            RequireAddress(address);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.MaxRequestBytes;
            if (!options.Access.IsConfigured)
            {
                kestrel.ConfigureEndpointDefaults(RequireLoopback);
            }
        });
    }

    private static void RequireAddress(string address)
    {
        var fits = false;
        try
        {
            fits = BindingAddress.Parse(address).Port is >= 0 and <= IPEndPoint.MaxPort;
        }
        catch (FormatException)
        {
            // Said below.
        }

        if (!fits)
        {
            throw new SettingsException(
                $"'{address}' is no address to listen on; write one as http://localhost:5080, its port up to 65535.");
        }
    }

    // Called for each address before anything listens there.
    private static void RequireLoopback(ListenOptions listen)
    {
        if (listen.IPEndPoint is { } here && !IPAddress.IsLoopback(here.Address))
        {
            throw new SettingsException(
                $"""
                The service will not listen on {here}: nobody has to say who they are, so that everybody who reaches the address could read
                and delete everything. Either listen on this machine alone (--urls http://localhost:{here.Port}), or configure who may ask:
                keys for machines (searchcore-web key new), a sign-in for people (SearchCore__Access__Oidc__Authority).
                See docs/security.md.
                """);
        }
    }
}
