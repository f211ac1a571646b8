using System.Net;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Redis;

namespace SearchCore.Node.Configuration;

/// <summary>What the one configuration file says: how the silo runs, and what of it this program shows over HTTP.</summary>
internal sealed class NodeSettings
{
    /// <summary>How the silo runs.</summary>
    public required ClusterNodeOptions Silo { get; init; }

    /// <summary>
    /// Redis in place of PostgreSQL for the list of silos, as <c>host:6379,password=…</c>. Null (the default) for PostgreSQL, or one silo.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>The port of health and measurements over HTTP. Null (the default) for none.</summary>
    public int? HttpPort { get; set; }

    /// <summary>The IP address that <see cref="HttpPort"/> is on. Default: where other silos come to (<c>address</c>).</summary>
    public string? HttpAddress { get; set; }

    /// <summary>The port of Orleans' dashboard. Null (the default) for none: then nothing of it runs.</summary>
    public int? DashboardPort { get; set; }

    /// <summary>
    /// The IP address that <see cref="DashboardPort"/> is on. Default: loopback, because the dashboard does not ask who calls.
    /// </summary>
    public string DashboardAddress { get; set; } = "127.0.0.1";

    /// <summary>Where health and measurements are served; null for nowhere.</summary>
    public IPEndPoint? Http => HttpPort is { } port ? new(IPAddress.Parse(HttpAddress ?? Silo.Address), port) : null;

    /// <summary>Where the dashboard is served; null for nowhere.</summary>
    public IPEndPoint? Dashboard => DashboardPort is { } port ? new(IPAddress.Parse(DashboardAddress), port) : null;

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is missing or out of bounds; the message names everything that is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        try
        {
            Silo.Validate();
        }
        catch (ArgumentException e)
        {
            faults.Add(e.Message);
        }

        if (Redis is not null)
        {
            try
            {
                _ = new RedisMembership(Redis);
            }
            catch (ArgumentException e)
            {
                faults.Add($"redis cannot be read: {e.Message}");
            }
        }

        Check(HttpPort, "httpPort", HttpAddress ?? "127.0.0.1", "httpAddress");
        Check(DashboardPort, "dashboardPort", DashboardAddress, "dashboardAddress");
        (int? Port, string Name)[] ports =
            [(Silo.SiloPort, "siloPort"), (Silo.GatewayPort, "gatewayPort"), (HttpPort, "httpPort"), (DashboardPort, "dashboardPort")];
        foreach (var same in ports.Where(p => p.Port is not null).GroupBy(p => p.Port).Where(g => g.Count() > 1))
        {
            if (same.Any(p => p.Name is "httpPort" or "dashboardPort"))
            {
                faults.Add($"{string.Join(" and ", same.Select(p => p.Name))} are {same.Key}; they must differ.");
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        void Check(int? port, string name, string address, string nameOfAddress)
        {
            if (port is < 1 or > 65_535)
            {
                faults.Add($"{name} is {port}; it goes from 1 to 65535. Leave it out for none.");
            }

            if (!IPAddress.TryParse(address, out _))
            {
                faults.Add(
                    $"{nameOfAddress} is '{address}'; it is an IP address of this machine, as 10.0.0.5, or 0.0.0.0 for all of them.");
            }
        }
    }
}
