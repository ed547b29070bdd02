package org.gridauthz.assembly;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.web.Access;
import org.gridauthz.web.rest.AdminRightsCalls;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.store.AdminRights;
import org.gridauthz.web.store.RightsFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Admin rights: granted here or at another service of the site, in force everywhere. */
@Configuration(proxyBeanMethods = false)
class RightsAssembly {
    @Bean
    AdminRights adminRights(DataSource database, ChangeLog changes, InstantSource clock, Access access) {
        return new AdminRights(database, changes, clock, access.configuresFirstAdmin());
    }

    @Bean
    @Order(1)
    RightsFollower rightsFollower(FollowerDatabase database, Access access) {
        return new RightsFollower(database.pool(), access);
    }

    @Bean
    AdminRightsCalls adminRightsCalls(Admins admins, AdminRights rights, Access access, Follower follower) {
        return new AdminRightsCalls(admins, rights, access, follower);
    }
}
