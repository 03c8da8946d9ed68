using System.Net;
using System.Net.Sockets;

namespace WarmLeads.ML.Api;

/// <summary>Which network addresses alerts may go to: those of the public internet.</summary>
/// <remarks>Source: the registries of special-purpose addresses, RFC 6890, and the ranges that carry an IPv4 address inside.</remarks>
static class ReceiverAddress
{
    static readonly IPNetwork[] s_specialIPv4 =
    [
        .. ((string[])
            [
                "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
                "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            ]).Select(IPNetwork.Parse),
    ];

    static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork[] s_specialIPv6 = [.. ((string[])["2001::/23", "2001:db8::/32", "3fff::/20"]).Select(IPNetwork.Parse)];
    static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96"), s_6to4 = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !s_specialIPv4.Any(network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        var bytes = address.GetAddressBytes();
        if (s_nat64.Contains(address))
            return IsPublic(new IPAddress(bytes.AsSpan()[12..]));
        if (s_6to4.Contains(address))
            return IsPublic(new IPAddress(bytes.AsSpan()[2..6]));
        return s_global.Contains(address) && !s_specialIPv6.Any(network => network.Contains(address));
    }
}
